/** Where standards disagree, a document offers named alternatives; each organisation takes one, and only its rules run. */
import type { Document, Front, Report, Text } from '../document/index.ts'
import type { Option } from '../kinds/index.ts'
import { nearest } from '../vocabulary/index.ts'

type Options = Front['options']

/** Options and choices of a document and of those that it extends; of the same name the nearest one counts. */
export function optionsOf(front: Front, above: readonly Document[]): Pick<Front, 'options' | 'choices'> {
  const all = [...above]
    .reverse()
    .map(other => other.front)
    .concat(front)
  return {
    options: Object.assign({}, ...all.map(({ options }) => options)),
    choices: Object.assign({}, ...all.map(({ choices }) => choices)),
  }
}

/** All options of a document and of those that it extends; a choice that names none, or an option without a choice, is reported. */
export function checkChoices(front: Front, above: readonly Document[], choices: Front['choices'], report: Report): Options {
  const { options } = optionsOf(front, above)
  for (const [name, alternative] of Object.entries(front.choices)) {
    const where = { ...front.places.choices!, text: name }
    if (!Object.hasOwn(options, name)) unknownOption(name, options, where, report)
    else if (!Object.hasOwn(options[name]!, alternative)) unknownAlternative(name, alternative, options, where, report)
  }
  for (const [name, list] of Object.entries(front.options))
    if (!Object.hasOwn(choices, name))
      report.error(
        front.places.options!,
        'option-unchosen',
        {
          zh: `选项「${name}」还没有取法，在「取法」里选一种`,
          en: `the option \`${name}\` has no choice yet; take one under \`choices\``,
        },
        Object.keys(list).join(' | '),
      )
  return options
}

/** Whether a rule belongs to the alternative that was taken. */
export function isChosen(option: Option, options: Options, choices: Front['choices'], where: Text, report: Report): boolean {
  const { name, alternative } = option
  if (!Object.hasOwn(options, name)) unknownOption(name, options, where, report)
  else if (!Object.hasOwn(options[name]!, alternative)) unknownAlternative(name, alternative, options, where, report)
  return choices[name] === alternative
}

function unknownOption(name: string, options: Options, where: Text, report: Report): void {
  report.error(
    where,
    'option-unknown',
    { zh: `没有叫「${name}」的选项`, en: `there is no option \`${name}\`` },
    nearest(Object.keys(options), name),
  )
}

function unknownAlternative(name: string, alternative: string, options: Options, where: Text, report: Report): void {
  report.error(
    where,
    'alternative-unknown',
    { zh: `选项「${name}」没有「${alternative}」这种取法`, en: `the option \`${name}\` has no alternative \`${alternative}\`` },
    nearest(Object.keys(options[name]!), alternative) ?? Object.keys(options[name]!).join(' | '),
  )
}
