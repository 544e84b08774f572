/** Telephone numbers: by which digits they are known, and how much of them is shown. */

/** The digits by which a number is known: `+86`, spaces and dashes make no difference. */
export function phoneDigits(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  const home = digits.replace(/^00/, '')
  return /^86(1\d{10}|0\d{9,11})$/.test(home) ? home.slice(2) : digits
}

/** R354: a mobile number keeps its first three and last four digits, a longer line its last two to four, a short one nothing. */
export function maskPhone(phone: string): string {
  const digits = phoneDigits(phone)
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  const shown = digits.length >= 10 ? 4 : digits.length >= 8 ? 3 : digits.length >= 7 ? 2 : 0
  return `****${shown > 0 ? digits.slice(-shown) : ''}`
}
