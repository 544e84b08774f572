/** What asks for something that could be a rule and is none, and why. */
export const prose: Record<string, string> = {
  R264: 'A gap between two answers has no figure in any source; the survey keeps both answers, and no rule judges them.',
  A017: 'Every rule of the kind charge has a basis and the dates since and until: a tariff changes with a new rule, not with a rule of its own.',
  C19: 'Who is called what stands at the head of each standard under `words`.',
  N6: 'Dress differs from site to site; each keeps a list of its own, and the standards say only that one looks into the mirror first.',
}
