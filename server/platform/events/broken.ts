/** What can be wrong with a ledger, in words. */
export type Place = { siteId: number | null; caseId: string | null; seq: number | null }
export const nowhere: Place = { siteId: null, caseId: null, seq: null }
/** `why` for programs; for people see `brokenSentence`. */
export type Broken = Place & { reason: Reason; about: string; why: string }

/** `about` is the number or name that it concerns. */
const reasons = {
  missing: { zh: about => `缺少第 ${about} 个事件`, en: about => `event ${about} is missing` },
  unchained: { zh: () => '接不上前一个事件', en: () => 'does not carry on from the event before' },
  changed: { zh: () => '写入以后被改动', en: () => 'was changed after it was written' },
  words: { zh: about => `旁存的文字“${about}”被改动`, en: about => `the words of “${about}” were changed` },
  'words.gone': {
    zh: about => `旁存的文字“${about}”不见了，台账里没有删除它的记录`,
    en: about => `the words of “${about}” are gone and no event erased them`,
  },
  'words.kept': {
    zh: about => `旁存的文字“${about}”已记为删除，却还在`,
    en: about => `the words of “${about}” were erased and are still there`,
  },
  'words.extra': { zh: about => `旁存的文字“${about}”不属于这个事件`, en: about => `the event has no words “${about}”` },
  head: { zh: () => '事件链的末尾和个案记的不一样', en: () => 'the chain does not end where the case says' },
  row: { zh: about => `${about} 和台账记的不一样`, en: about => `${about} is not what the ledger says` },
  'row.gone': { zh: about => `${about} 不见了`, en: about => `${about} is gone` },
  'row.extra': {
    zh: about => `${about} 不是系统写的：台账里没有它`,
    en: about => `${about} was never written: the ledger does not know it`,
  },
  verdict: {
    zh: about => `${about} 和按当时的规范重算的不一样`,
    en: about => `${about} does not follow from the events and the standard of their time`,
  },
  orphan: { zh: about => `“${about}”里有一行的个案不存在`, en: about => `a row of ${about} belongs to no case` },
  unsealed: { zh: about => `和第 ${about} 次封存的不一样`, en: about => `is not what seal ${about} sealed` },
  backdated: {
    zh: about => `写明的时间早于第 ${about} 次封存，那一次却没有它：事后补写，或者机器的钟往回拨过`,
    en: about => `is dated before seal ${about}, which does not know it: written later, or the clock of the machine went back`,
  },
  'seal.missing': { zh: about => `缺少第 ${about} 次封存`, en: about => `seal ${about} is missing` },
  'seal.unchained': {
    zh: about => `第 ${about} 次封存接不上前一次`,
    en: about => `seal ${about} does not carry on from the one before`,
  },
  'seal.signature': { zh: about => `第 ${about} 次封存的签名不对`, en: about => `the signature of seal ${about} does not hold` },
  'seal.key': {
    zh: about => `第 ${about} 次封存用的不是认定的公钥，也没有旧公钥签过的更换记录`,
    en: about => `seal ${about} was signed by a key that is not the pinned one, and no older key vouches for it`,
  },
  'seal.list': { zh: about => `第 ${about} 次封存的清单被改动`, en: about => `the list of seal ${about} was changed` },
  'seal.count': {
    zh: about => `封存过的事件应有 ${about} 个，现在不是`,
    en: about => `the seals count ${about} events, the ledger does not`,
  },
  'seal.anchor': {
    zh: about => `第 ${about} 次封存和存在外面的不一样`,
    en: about => `seal ${about} is not the one that was anchored outside`,
  },
  'key.change': {
    zh: about => `更换公钥的记录“${about}”签名不对`,
    en: about => `the change to the key ${about} was not signed by the one before`,
  },
} as const satisfies Record<string, Record<'zh' | 'en', (about: string) => string>>
export type Reason = keyof typeof reasons

export const brokenSentence = ({ reason, about }: Pick<Broken, 'reason' | 'about'>): string => reasons[reason].zh(about)

/** More are not looked for. */
export const tellAtMost = 100
export type Report = (place: Place, reason: Reason, about?: string | number) => void

/** Collects what is wrong, the first hundred of it. */
export function reportInto(broken: Broken[]): Report {
  return (place, reason, about = '') => {
    if (broken.length < tellAtMost)
      broken.push({ ...place, reason, about: String(about), why: reasons[reason].en(String(about)) })
  }
}
