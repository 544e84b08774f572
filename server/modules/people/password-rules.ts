/** Which password is strong enough, and how the product makes one. Pure. */
export type Weakness = 'short' | 'staff-number' | 'site-name' | 'common' | 'same'

/** Why a password will not do, or null. At least 10 characters, or 8 of three classes. `names`: of the sites where the person works. */
export function weakness(
  password: string,
  { staffNumber, names = [], current }: { staffNumber: string; names?: readonly string[]; current?: string },
): Weakness | null {
  const folded = password.toLowerCase()
  const length = [...password].length
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter(c => c.test(password)).length
  if (length < 8 || (length < 10 && classes < 3)) return 'short'
  if (folded.includes(staffNumber.toLowerCase()) && (staffNumber.length >= 4 || length - staffNumber.length < 8))
    return 'staff-number'
  if (names.some(name => folded.includes(name.toLowerCase()) && length - [...name].length < 8)) return 'site-name'
  if (common.has(folded) || new Set(folded).size < 5 || isRun(folded)) return 'common'
  if (password === current) return 'same'
  return null
}

/** Every character one after the other, up or down: 1234567890, abcdefghij. */
function isRun(text: string): boolean {
  const steps = new Set<number>()
  for (let i = 1; i < text.length; i++) steps.add((text.charCodeAt(i) - text.charCodeAt(i - 1) + 10) % 10)
  return steps.size === 1 && (steps.has(1) || steps.has(9))
}

const common = new Set(
  `password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword1 p@ssw0rd1 p@ssw0rd123 pa$$w0rd admin123 admin@123 admin1234
  admin@1234 admin@2024 admin@2025 admin@2026 admin888 administrator root@123 test1234 test@123 user@123 aa123456 aa@123456 a1234567 a12345678
  a123456789 a1234567890 abc12345 abc123456 abc@1234 abcd1234 abcd@1234 abc123!@# qwer1234 qwer@1234 qwerty123 qwertyuiop qwerty1234 1q2w3e4r
  1q2w3e4r5t 1qaz2wsx 1qaz@wsx 1qaz2wsx3edc zaq12wsx zaq1@wsx asdfghjkl 1234qwer 1234567890 0123456789 123456789a 12345678910 123456789q
  123qweasd 123qwe!@# qweasdzxc iloveyou woaini1314 woaini520 woaini521 5201314520 1314520520 welcome1 welcome@1 welcome123 changeme changeme1
  huawei@123 huawei12#$ changeme123 letmein123 kefu12345 kefu@123 sansheng123 sansheng@123 three-rings`
    .split(/\s+/)
    .filter(Boolean),
)

/** Readable over the telephone and hard to guess, about 50 bits: `kahu-2931-mori-tesa`. */
export function readablePassword(chance: Uint8Array): string {
  const view = new DataView(chance.buffer, chance.byteOffset, chance.byteLength)
  const word = (at: number) => {
    const n = view.getUint32(at)
    const pick = (from: string, step: number) => from[Math.floor(n / step) % from.length]!
    return pick(consonants, 1) + pick(vowels, 16) + pick(consonants, 128) + pick(vowels, 2048)
  }
  return `${word(0)}-${String(view.getUint32(4) % 10_000).padStart(4, '0')}-${word(8)}-${word(12)}`
}
/** Bytes of chance that a password takes. */
export const passwordChance = 16
const consonants = 'bdfghjkmnprstvwz'
const vowels = 'aeiou'
