import type { FaultCode, FaultParams } from './fault.ts'
import { ONE_LINE } from './route.ts'

type Params = Record<string, unknown>

/** One sentence for each code: what happened, and what to do next. */
export const faultsEn: Record<FaultCode, string | ((p: FaultParams) => string)> = {
  invalid: 'Some entries are not right yet. Please correct those that are marked and send again.',
  'invalid.json': 'What arrived is not complete JSON. Please check brackets, quotes and encoding (UTF-8).',
  'invalid.time': 'That time cannot be read. Please write an instant with its zone, such as 2026-11-20T14:36:05+08:00.',
  unauthenticated: 'Please sign in first.',
  'session.expired':
    'You were away for a while and have been signed out. Please sign in again; what you typed is still on this page.',
  'token.unknown': 'There is no such token. Please check that it was copied whole, or ask an administrator for a new one.',
  'token.expired': 'This token has expired. Please ask an administrator for a new one.',
  'token.revoked': 'This token was revoked and cannot be used any more.',
  'signin.wrong': 'The staff number or password is wrong. Please check both and try again.',
  'signin.wait': p =>
    `Several wrong passwords in a row. Please try again ${p.seconds ? `in ${duration(p.seconds)}` : 'shortly'}; the device that you usually use is not affected. If you forgot the password, ask an administrator to reset it.`,
  'password.busy': p =>
    `Too many people are signing in at this moment; the password was not looked at. Please try again in ${p.seconds ?? 2} seconds.`,
  'password.weak': p => weak[String(p.reason)] ?? weak.short!,
  'password.wrong': 'The current password is wrong. Please enter it again.',
  'password.change': 'This is a first password. Please change it to one that only you know.',
  'password.off': 'Passwords do not sign in here. Please use the single sign-on above.',
  'provider.none': 'No single sign-on is set up here. Please use staff number and password.',
  'provider.failed': 'The single sign-on did not succeed; it may have taken too long. Please start again from the sign-in page.',
  'provider.unknown':
    'The single sign-on knows you, but your staff number is not known here or is inactive. Please ask an administrator to add it.',
  'provider.unavailable':
    'The provider of the single sign-on cannot be reached. Please try again later, or ask an administrator.',
  'code.awaited': 'The password was right; a code is still needed to sign in.',
  'code.wait': p =>
    `Several wrong codes in a row. Please try again ${p.seconds ? `in ${duration(p.seconds)}` : 'shortly'}; the device that you usually use is not affected. Without your phone use a recovery code; without both ask an administrator to reset the second factor.`,
  'code.wrong': 'The code is wrong or was used already. Wait for the next one on your phone; a recovery code works once.',
  'factor.missing': 'Your role signs in with a second factor. Please set it up under “My account” first.',
  'factor.required': 'Your role needs a second factor, so it cannot be switched off. For a new phone set it up again.',
  'factor.unreadable':
    'The server cannot read the key of your codes; it may have moved to another machine. Sign in with a recovery code and set it up again, or ask an administrator to reset it.',
  'confirm.needed': p =>
    `This is a sensitive act: please confirm that it is you${p.minutes ? ` (the last time was more than ${p.minutes} minutes ago)` : ''}. What you typed is still here.`,
  forbidden: p =>
    `You do not have the permission${p.permission ? ` "${p.permission}"` : ' to do this'}. If your work needs it, please ask an administrator.`,
  'person.needed':
    'This is recorded under the name of a member of staff; the token of a program cannot do it. Please sign in and do it yourself.',
  'client.unknown':
    'This request did not come from a page of this system and was refused. Please go back to the system and try there.',
  not_found: 'Nothing was found here. It may have moved, or lie outside your work.',
  'site.unknown': 'There is no such site, or you do not work there. Please choose another one.',
  conflict: 'This collides with something that has just changed. Please refresh and try again.',
  stale: p =>
    `${p.by ?? 'Somebody else'} was first${p.at ? `, at ${p.at}` : ''}. What you typed is still here; please compare and save again.`,
  taken: p => `${taken[String(p.what ?? p.constraint)] ?? 'This value'} is in use already. Please choose another one.`,
  'state.wrong': 'That cannot be done in the present state. Please refresh to see how far it is.',
  'key.reused': 'This Idempotency-Key belongs to another request. Please use a new one.',
  'gate.denied': p =>
    p.clause
      ? `The standard (${p.clause}) does not allow this yet. Please complete what is listed first.`
      : 'The standard does not allow this yet. Please complete what is listed first.',
  'override.reason': 'To go past the gate, please give your reason.',
  'route.none': 'The standard does not say which department takes this kind. Please choose one by hand.',
  'department.unknown': p =>
    p.name
      ? `This site has no department "${p.name}". Please found it first, or choose another one.`
      : 'This site has no such department. Please choose another one.',
  'person.unknown': 'This person does not work at this site, or is inactive. Please choose somebody else.',
  'unit.unknown': 'There is no such unit, or it lies outside what you manage. Please choose another one.',
  'grant.self': 'Nobody gives himself a role or ends his own probation. Please ask another administrator.',
  'roles.apart':
    'These roles cannot be held by one person: who manages accounts sees no customers, who audits does not audit himself. Please give them to two people.',
  'token.beyond':
    'A token can do no more than you may do yourself at these sites. Please leave out the permissions or sites that you do not have.',
  'grant.beyond':
    'You can only grant what lies within your own reach. Please narrow the grant, or ask an administrator above you.',
  'administrator.last': 'This is the last administrator of everything. Please appoint another one first.',
  'notice.place': p =>
    `The words${p.place ? ` “${p.part}” in “${p.place}”` : ''} do not say how far the notice reaches. Please write the estate, the buildings or the house numbers: 临川路 3 至 25 号, 槐荫里 6、8 栋.`,
  'print.none': 'This form was not sent to a printer yet: there is no paper to confirm.',
  'signature.missing': 'Say who signed the paper, or why the customer did not sign.',
  'callback.unasked': () =>
    'The customer is not satisfied: ask what with and what he wants, and write both down. If he will not say, write that.',
  'department.other': () =>
    'That person is not in the department of the form. Choose from the department, or ask the shift leader.',
  'department.empty': p =>
    `The department${p.department ? ` “${p.department}”` : ''} has no members: nobody would be notified. Add people first, or choose another department.`,
  'pause.refused': 'The standard does not allow a pause now; the clock goes on.',
  'standard.none': 'This site has not published a standard yet. Please publish one first.',
  'standard.invalid': 'The standard still has errors. Please correct the lines that are listed, then publish.',
  'standard.open':
    'The standard still has figures to be filled in. Please fill them in, or turn the rule into prose, then publish.',
  'standard.differs': p =>
    `The words of clauses and their rules differ${p.count ? ` in ${p.count} rules, the first on line ${p.line}: ${p.message}` : ''}. Change the words or the rule, or give a reason for each.`,
  'handbook.unreadable': p => handbook[String(p.problem)] ?? handbook.kind!,
  'calendar.invalid': 'The calendar is not right yet. Please correct what is listed and save again.',
  'what-if.many': 'This site has too many simulations under way. Please wait for one to end, or stop one.',
  'text.slow':
    'Reading this text took too long and was stopped; nothing has changed. Please split it, or take out deeply nested lists and lines repeated by the thousand, and try again.',
  'text.busy':
    'Too many texts are being checked, and this one was not read. What you wrote is not lost; please try again in a few seconds.',
  'approval.needed': p =>
    `By ${p.clause ? `clause ${p.clause} of the standard` : 'the standard in force'}, a new version needs consent first. Please submit it for approval.`,
  'approval.role':
    'This step does not wait for a role of yours, or you submitted the text yourself. Please leave it to those who are asked.',
  'approval.asker': 'Only whoever asked for it, or somebody who may publish, can take it back or remind of it.',
  'approval.delegate':
    'That person cannot answer in your place: it is you, whoever asked, somebody who has answered, or somebody who answers no approvals; and passing a gate is nobody else’s to answer.',
  'approval.right':
    'Whoever asked to pass the gate may no longer publish, so it cannot pass. Please take it back and let somebody with the right ask.',
  'approval.waiting': p =>
    `A text submitted by ${p.by ?? 'somebody else'} still waits for consent. Please let it be decided or withdrawn before you submit this one.`,
  'approval.decided': p => decided[String(p.state)] ?? decided.published!,
  'exemption.early': 'This clock is not overdue, or its breach was disproved: there is nothing to exempt.',
  'exemption.done': 'This breach has been exempted already. A breach is exempted once.',
  'exemption.waiting': 'Somebody has asked to exempt this breach already, and it waits for consent.',
  'approval.overtaken':
    'While it waited for consent, another version was published. Please compare it with the version in force and submit it again.',
  'period.long': p => `At most ${p.days ?? 400} days at a time. Please choose a shorter period.`,
  'table.wide': p =>
    `That would be more than ${p.limit ?? 20_000} cells. Please choose a shorter period, weeks or months, or departments.`,
  'export.long': p =>
    `That is more than ${p.limit ?? 20_000} rows. Please choose a shorter period, or a verdict, department or person first.`,
  too_large: 'That is too large. Please send it in parts, or make the attachment smaller.',
  'streams.many': p => `This sign-in has ${p.limit ?? 20} pages open. Please close some of them first.`,
  'host.unknown': p =>
    `This address${p.host ? ` (${p.host})` : ''} is not among those that are allowed, so nothing was done. To use it, write it into the setting SANSHENG_HOSTS.`,
  'lookups.many': p =>
    `You have looked up ${p.count ?? 120} numbers within an hour, so please pause. A shift leader can look one up for you; the auditor sees every look-up.`,
  too_many: p => `That was too fast. Please wait ${p.seconds ? `${p.seconds} seconds` : 'a moment'} and try again.`,
  unavailable: 'The database cannot be reached at the moment. Nothing you typed is lost; please try again shortly.',
  internal:
    'Something broke on our side; nothing was done, not even half of it. Please try again, and if it stays, give the request id to an administrator.',
}

const duration = (seconds: unknown): string => {
  const s = Number(seconds)
  return s < 120 ? `${s} seconds` : `${Math.ceil(s / 60)} minutes`
}

const weak: Record<string, string> = {
  short:
    'The password is too short. Please use at least 10 characters, or 8 with three of: capitals, small letters, digits, signs.',
  'staff-number': 'The password must not contain the staff number. Please choose one that nobody guesses.',
  'site-name': 'The password must not be made of the name of your site or company. Please choose one that nobody guesses.',
  common: 'This password is too common and easy to guess. Please choose another one.',
  same: 'The new password is the same as the old one. Please choose another one.',
}

const handbook: Record<string, string> = {
  empty: 'There is no text in this handbook. Please turn a scan into text first.',
  large: 'This handbook is too large: at most 8 MB. Please take pictures out first.',
  long: 'This handbook is too long for one standard. Please send it in parts, chapter by chapter.',
  docx: 'This Word document cannot be read; it may be damaged or protected. Please save it as docx or text again.',
  kind: 'Only docx, Markdown and plain text can be read. Please save a doc or PDF as docx first.',
  text: 'This is no readable text. Please save it in UTF-8 or GB18030.',
}

const decided: Record<string, string> = {
  published: 'This text has been approved and published already.',
  refused: 'This text has been refused. Please change it and submit it again.',
  withdrawn: 'This text has been withdrawn.',
  ended: 'This was settled otherwise; there is nothing left to do.',
}

const taken: Record<string, string> = {
  persons_staff_number: 'This staff number',
  sites_code: 'This site code',
  departments_name: 'This department name',
  premises_code: 'This premises code',
}

/** One sentence for each way in which an entry can be wrong; `params` are the bounds that the validator gives. */
export const fieldsEn: Record<string, (p: Params) => string> = {
  required: () => 'Please fill this in.',
  type: p => `Please give ${types[String(p.type)] ?? 'a value of the right type'}.`,
  minLength: p => (p.limit === 1 ? 'Please fill this in.' : `At least ${p.limit} characters, please.`),
  maxLength: p => `At most ${p.limit} characters; please shorten it.`,
  pattern: p => patterns[String(p.pattern)] ?? 'This is not written as expected; please compare with the example.',
  format: p => formats[String(p.format)] ?? 'This is not written as expected; please compare with the example.',
  enum: p => `Please choose one of: ${list(p.allowedValues)}.`,
  const: p => `This can only be ${String(p.allowedValue)}.`,
  minimum: p => `Must be at least ${p.limit}.`,
  maximum: p => `Must be at most ${p.limit}.`,
  exclusiveMinimum: p => `Must be more than ${p.limit}.`,
  exclusiveMaximum: p => `Must be less than ${p.limit}.`,
  multipleOf: p => `Must be a multiple of ${p.multipleOf}.`,
  additionalProperties: () => 'There is no such field. Please remove it, or check the spelling.',
  minItems: p => `At least ${p.limit} entries, please.`,
  ledgerPeriod: p => `At most ${p.days} days at once; please choose a shorter period.`,
  maxItems: p => `At most ${p.limit} entries, please.`,
  text: () => 'This holds a control character or half of a character. Delete it and type it again.',
  uniqueItems: () => 'An entry stands here twice. Please remove one.',
  minProperties: p => `At least ${p.limit} fields, please.`,
  maxProperties: p => `At most ${p.limit} fields, please.`,
  propertyNames: () => 'The name of this field is not written as expected.',
  dependentRequired: p => `With this, please also give ${String(p.missingProperty)}.`,
  anyOf: () => 'This is not written as expected; please compare with the example.',
  oneOf: () => 'This is not written as expected; please compare with the example.',
  not: () => 'This cannot be given here; please compare with the example.',
  zone: () => 'There is no such time zone. Please write a name such as Asia/Shanghai.',
  scope: () => 'Scope and place do not fit: scope "site" needs a site, "unit" needs a unit, "all" needs neither.',
  either: p => `Please give one of: ${list(p.names)}.`,
}

export const unknownEn = 'This is not right; please compare with the example.'

const types: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
  null: 'null',
}
const formats: Record<string, string> = {
  uuid: 'This id is not complete; please choose again.',
  'date-time': 'Please write an instant with its zone, such as 2026-11-20T14:36:05+08:00.',
  phone: 'Please write one telephone number, with its area code and extension if it has them, such as 0571-88661234-802.',
  name: 'Please write a name here; a number belongs into the field for the telephone.',
  date: 'Please write a date, such as 2026-11-20.',
}
const patterns: Record<string, string> = {
  [ONE_LINE]: 'Please write one line: not only spaces, no line breaks, control characters or invisible marks of direction.',
  '\\S': 'Please write something, not only spaces.',
  '^[A-Za-z0-9_.-]+$': 'A staff number has letters, digits, underscores, dots and hyphens only.',
  '^[A-Z0-9]{2,8}$': 'A code has 2 to 8 capital letters or digits, such as LZ.',
  '^[a-z0-9-]{1,40}$': 'The name has small letters, digits and hyphens only, such as cn-office.',
}

const list = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(', ') : '')
