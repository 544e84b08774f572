// Generated from the migrated database by "npx tsx scripts/schema.ts"; do not edit.
import type { Generated, GeneratedAlways, Json, Timestamp } from './platform/column-types.ts'

/** Where words and rules of a published version differ, each with the reason for publishing it so */
export type AcceptedDifferences = {
  site_id: number
  version_id: string
  /** order in the text, from 0 */
  place: number
  /** rule, kind of difference, line, sentence, what differs in words, reason */
  difference: Json
}

/** Grants, new passwords and resets of a second factor that wait for a second person; the id is that of the approval */
export type AccountRequests = {
  id: string
  site_id: number
  person_id: string
  what: string
  /** the grants that are asked for besides those that the person holds */
  grants: Json
  requested_by: string
  requested_at: Timestamp
  /** waiting, granted, used, refused, withdrawn */
  state: string
  decided_at: Timestamp | null
}

/** What those who were asked said: each person once */
export type ApprovalAnswers = {
  site_id: number
  approval_id: string
  person_id: string
  /** who gave this person his say */
  behalf_of: string | null
  /** roles that the person answered with */
  roles: string[]
  given: boolean
  /** whoever asks and could consent himself has consented by asking */
  by_asking: boolean
  reason: string | null
  at: Timestamp
}

/** Who gave his say to whom, for one approval */
export type ApprovalDelegations = {
  site_id: number
  approval_id: string
  from_person: string
  to_person: string
  roles: string[]
  at: Timestamp
}

/** Where each step stands since the last answer */
export type ApprovalSteps = {
  site_id: number
  approval_id: string
  n: number
  rule_id: string
  clause: Json
  roles: string[]
  /** all: one of each role; any: one of them */
  mode: string
  /** whether who is asked may let somebody else answer */
  delegable: boolean
  /** later, waiting, given, refused */
  state: string
  due_at: Timestamp | null
  late: boolean
  given_by: string[]
  /** when its time ran out in silence; a time-out grants nothing */
  escalated_at: Timestamp | null
}

/** What somebody asked consent for: one subject, by one person */
export type Approvals = {
  site_id: number
  id: string
  subject_kind: string
  subject_id: string
  case_id: string
  title: string
  requested_by: string | null
  /** roles that whoever asked held then */
  requester_roles: string[]
  requested_at: Timestamp
  /** waiting, granted, refused, withdrawn, or ended because the question no longer stands */
  state: string
  decided_at: Timestamp | null
  decided_by: string | null
  /** when those who are asked were last reminded by hand */
  reminded_at: Timestamp | null
}

/** Calendars of a site; a new version recomputes running clocks, old ones stay as evidence */
export type Calendars = {
  site_id: number
  name: string
  version: number
  spec: Json
  published_at: Timestamp
  published_by: string | null
}

/** One row per attempt to hear from the customer; never changed */
export type Callbacks = {
  site_id: number
  id: string
  case_id: string
  ticket_id: string
  form_id: string | null
  at: Timestamp
  by: string
  method: string
  result: string
  note: string | null
  reason: string | null
  wants: string | null
}

/** Unit of order: whoever acts on a matter holds its row */
export type Cases = {
  site_id: number
  id: string
  /** matter, account, notice, standard */
  kind: string
  /** number of the last event */
  seq: number
  /** hash of the last event, hex */
  head: string
  last_at: Timestamp
  /** facts of all subjects, merged over the events */
  facts: Json
  /** what limit rules counted */
  counts: Json
  /** version of the standard that was in force when the case opened */
  rulebook_id: string | null
  /** earliest due of its running clocks */
  next_due_at: Timestamp | null
  /** goes into the hashes of the rows that its events cover, so that nobody can try out what they hold; another one after an erasure */
  salt: string
}

/** One row per running promise */
export type Clocks = {
  site_id: number
  id: string
  case_id: string
  rule_id: string
  rulebook_id: string
  kind: string
  /** kind of the subject that it is kept for; per_id is null until an event names one */
  per: string
  per_id: string | null
  /** the thing that people open for its subject, with root_id */
  root_kind: string
  root_id: string
  /** who answers for it, with the department for which he acts: whose act settled it in time, else who had to act when it passed, while it runs who has to act now */
  answerable_id: string | null
  answerable_department_id: string | null
  refs: Json
  started_at: Timestamp
  started_seq: number
  due_at: Timestamp
  warn_at: Timestamp | null
  state: string
  /** when due passed in silence or it was settled late */
  breached_at: Timestamp | null
  settled_at: Timestamp | null
  settled_seq: number | null
  /** event that came in after the breach and shows that it had been kept: the breach stays, counted apart */
  superseded_seq: number | null
  /** event by which two persons exempted the breach: it stays late, counted apart as well */
  exempted_seq: number | null
  next_step: number
  /** when the worker has to look: reminder, due, escalation */
  next_fire_at: Timestamp | null
  lease_until: Timestamp | null
  pending: string[]
  /** event types that settle it */
  ends: string[]
  pauses: Json
  period: number
  within: string
  /** open time from start to due */
  term_ms: number
  /** open time used at settlement or at the last pause */
  used_ms: number
  clause: Json
  record_only: boolean
  evidence: Json
}

/** One call, conversation or visit; the first of a matter opens its case */
export type Contacts = {
  site_id: number
  id: string
  case_id: string
  channel: string
  about: string | null
  /** null while it is open */
  outcome: string | null
  received_at: Timestamp
  received_by: string
  closed_at: Timestamp | null
  closed_by: string | null
  customer_id: string | null
  /** given, declined, unknown */
  name_disclosure: string
  /** given, declined, unknown */
  phone_disclosure: string
  /** the number that called or was left; leaves the house masked */
  phone: string | null
  premises_id: string | null
  /** where it is about, in the words of the customer; null when the premises say it */
  address: string | null
  summary: string | null
  /** notice in force that covered the address */
  notice_id: string | null
  /** the customer was told what the notice says */
  notice_given: boolean
  /** the matter that it turned out to belong to, received in a case of its own */
  joined_case_id: string | null
  /** why it ended without an answer, in a word */
  end_reason: string | null
}

/** Who belongs to which address, many to many */
export type CustomerPremises = {
  site_id: number
  customer_id: string
  premises_id: string
}

/** Persons and companies that a site serves */
export type Customers = {
  site_id: number
  id: string
  /** null: not known, or not told */
  name: string | null
  /** given, declined, unknown */
  name_disclosure: string
  /** as it was given; leaves the house masked */
  phone: string | null
  phone_disclosure: string
  /** hash_of_phone of its line, however it was written; not unique, a household may share a line */
  phone_hash: string | null
  /** whom to ask for on that line; told apart only where the line is the same */
  phone_extension: string | null
  /** the line as it is dialled; parts of it find only for whoever may see whole numbers */
  phone_line: string | null
  /** every four digits of phone_line that follow each other */
  phone_parts: Generated<string[]>
  role: string
  tier: string
  elder: boolean
  note: string | null
  /** the name as search sees it */
  search_text: string
  /** single characters and pairs of search_text, pairs of sound */
  search_tokens: string[]
  /** the name in pinyin and by its initials */
  sound: string
  created_at: Timestamp
  created_by: string | null
  updated_at: Timestamp
  updated_by: string | null
  /** fields that the last edit changed */
  changed: string[]
  version: number
  /** with whom somebody said that he is one; what was recorded of him stays here */
  merged_into: string | null
  /** whom to show in his place: himself, or the last of those that he was merged into */
  survivor_id: string
}

/** Who belongs to a department besides its head */
export type DepartmentMembers = {
  site_id: number
  department_id: string
  person_id: string
}

/** Departments of a site, to which standards route by name */
export type Departments = {
  site_id: number
  id: string
  name: string
  /** the name in pinyin and by its initials */
  sound: string
  head_id: string | null
  changed_at: Timestamp
  changed_by: string | null
  version: number
}

/** Words of people, erasable: the event keeps a salted hash, so the chain still verifies */
export type EventValues = {
  site_id: number
  case_id: string
  seq: number
  name: string
  salt: string | null
  value: string | null
  erased_at: Timestamp | null
}

/** The ledger: append-only, one hash chain per case, no personal values */
export type Events = {
  site_id: number
  case_id: string
  seq: number
  type: string
  version: number
  subject_kind: string
  subject_id: string
  refs: Json
  /** facts that the subject has now: what this event changed */
  facts: Json
  detail: Json
  /** salted hashes of words that lie in event_values */
  hashes: Json
  /** what kind of principal acted; nobody before a sign-in */
  actor_kind: string
  /** person, customer, token of a service or adapter, after its kind; null for the system and for nobody */
  actor_id: string | null
  source: string
  /** when it happened; decides verdicts */
  at: Timestamp
  /** when the server wrote it */
  recorded_at: Timestamp
  /** version of the standard that it was observed under */
  rulebook_id: string | null
  /** rules that let it pass or routed it: rule, verdict, root, department for which the actor acted, what was read; null when there are none */
  passed: Json | null
  /** hash of each row that its transaction wrote for the case, by table and key: clocks, findings, the case itself, what modules cover */
  covers: Json
  prev_hash: string
  /** over every column of the row but this one */
  hash: string
}

/** Verdicts, append-only: a later one stands beside the earlier one, never over it. What passed a gate or was routed stands in its event */
export type Findings = {
  site_id: number
  id: string
  case_id: string
  /** event of the case that brought the verdict */
  seq: number
  rule_id: string
  rulebook_id: string
  clock_id: string | null
  subject_kind: string
  subject_id: string
  root_kind: string
  root_id: string
  /** who answers for it, written down then: of a clock as there, of a gate whoever wanted to act */
  answerable_id: string | null
  answerable_department_id: string | null
  verdict: string
  at: Timestamp
  over_by: number | null
  evidence: Json
}

/** Progress notes while a ticket is open; never changed */
export type FollowUps = {
  site_id: number
  id: string
  ticket_id: string
  at: Timestamp
  by: string
  note: string | null
  /** the customer was told how things stand */
  customer_informed: boolean
}

/** One row per dispatch form */
export type Forms = {
  site_id: number
  id: string
  case_id: string
  ticket_id: string
  number: string
  status: string
  department_id: string | null
  worker_id: string | null
  appointment_at: Timestamp | null
  instructions: string | null
  made_at: Timestamp
  made_by: string
  /** when a paper was out for the first time; R128 */
  printed_at: Timestamp | null
  /** papers that are out */
  prints: number
  /** papers that were sent to a printer */
  print_requests: number
  accepted_at: Timestamp | null
  arrived_at: Timestamp | null
  finished_at: Timestamp | null
  returned_at: Timestamp | null
  inspected_at: Timestamp | null
  withdrawn_at: Timestamp | null
  /** when it was withdrawn or its ticket went to another department: what is written in the ticket afterwards does not show on it */
  released_at: Timestamp | null
  work_done: string | null
  /** list of name, quantity, unit, price in cents */
  materials: Json
  /** price agreed with the customer */
  agreed_cents: number | null
  /** what the customer said on the spot */
  opinion: string | null
  /** who signed for the customer */
  signed_by: string | null
  /** why the customer did not sign */
  unsigned_reason: string | null
  passed: boolean | null
  inspection_note: string | null
  inspector_id: string | null
  version: number
  changed_at: Timestamp
  changed_by: string | null
}

/** Each grant with the sites at which it holds */
export type GrantSites = {
  grant_id: string | null
  person_id: string | null
  role: string | null
  scope: string | null
  site_id: number | null
}

/** Who has which role where, and how far it reaches */
export type Grants = {
  id: string
  person_id: string
  role: string
  scope: string
  site_id: number | null
  unit_id: string | null
}

/** Replies of the last 24 hours, so that the same request does a thing once */
export type Idempotency = {
  actor_kind: string
  actor_id: string
  operation: string
  key: string
  request_hash: string
  status: number
  reply: Json
  created_at: Timestamp
}

/** What somebody typed of a contact and has neither recorded nor registered: his own, for some days */
export type IntakeDrafts = {
  site_id: number
  person_id: string
  contact_id: string
  /** fields of the form of intake, whatever stands in them */
  fields: Json
  saved_at: Timestamp
}

/** Later work, written in the transaction that asks for it */
export type Jobs = {
  id: string
  site_id: number | null
  kind: string
  due_at: Timestamp
  payload: Json
  key: string | null
  attempts: Generated<number>
  lease_until: Timestamp | null
  done_at: Timestamp | null
  error: string | null
  /** when it failed first since it last worked */
  failing_since: Timestamp | null
}

/** From which devices a person has signed in; wrong tries from elsewhere do not delay him there */
export type KnownDevices = {
  /** sha256 of the token in the cookie of the device, hex */
  token_hash: string
  person_id: string
  first_at: Timestamp
  last_at: Timestamp
}

/** What a department reported and the site told its agents; the id is the id of its case too */
export type Notices = {
  site_id: number
  id: string
  number: string
  kind: string
  /** draft, published, ended */
  state: string
  title: string
  reason: string | null
  /** department that reported it */
  source: string
  planned: boolean
  /** streets, estates, buildings; an address that contains one is covered */
  places: string[]
  /** areas whose premises are covered */
  areas: string[]
  starts_at: Timestamp
  /** expected end; a notice stays in force after it until somebody ends it */
  ends_at: Timestamp | null
  received_at: Timestamp
  received_by: string | null
  published_at: Timestamp | null
  published_by: string | null
  ended_at: Timestamp | null
  ended_by: string | null
  version: number
}

/** Messages to members of staff, one row a person */
export type Notifications = {
  site_id: number
  id: string
  person_id: string
  why: string
  at: Timestamp
  read_at: Timestamp | null
  /** what its title is made of, in the language of whoever reads it */
  params: Json
  /** number, title and anchor of the clause that asked for it */
  clause: Json | null
  case_id: string | null
  /** what it is about, with subject_id */
  subject_kind: string | null
  subject_id: string | null
  /** the thing that people open for it, with root_id */
  root_kind: string | null
  root_id: string | null
  clock_id: string | null
}

/** What committed and has not been put in order yet */
export type Outbox = {
  id: GeneratedAlways<number>
  site_id: number
  type: string
  refs: Json
  persons: string[] | null
  hash: string | null
  /** whose it was before, where the event took it from somebody */
  former: Json | null
  subject_kind: string | null
  subject_id: string | null
  root_kind: string | null
  root_id: string | null
}

/** Members of staff */
export type Persons = {
  id: string
  /** site of the account case, where the first grant was given; 0 for none; never changes */
  home_site_id: number
  staff_number: string
  name: string
  /** the name in pinyin and by its initials */
  sound: string
  phone: string | null
  /** argon2id */
  password_hash: string
  /** a first password: nothing but changing it is allowed */
  must_change: boolean
  active: boolean
  probation: boolean
  /** of the screens; null: that of the browser */
  language: string | null
  changed_at: Timestamp
  changed_by: string | null
  version: number
}

/** Salt of this installation: the same phone hashes the same at all its sites and nowhere else */
export type PhoneSalt = {
  one: Generated<boolean>
  salt: string
}

/** Addresses that a site serves */
export type Premises = {
  site_id: number
  id: string
  /** number of the household or room, unique at the site */
  code: string | null
  address: string
  /** part of town or of the estate; routes and notices name it */
  area: string | null
  use: string
  /** address, code and area as search sees them */
  search_text: string
  search_tokens: string[]
  /** address and area in pinyin and by their initials */
  sound: string
  created_at: Timestamp
  created_by: string | null
}

/** Times given to customers; at most one per ticket is open */
export type Promises = {
  site_id: number
  id: string
  ticket_id: string
  due_at: Timestamp
  /** what was said to the customer */
  words: string | null
  made_at: Timestamp
  made_by: string
  kept_at: Timestamp | null
  /** when the customer was given another time instead */
  moved_at: Timestamp | null
}

/** Texts that were submitted to be published where the standard asks for consent first; the text never changes */
export type Publications = {
  site_id: number
  id: string
  /** version in force when it was submitted: it is compared with this one, and its rules say who consents */
  base_id: string
  title: string
  source: string
  note: string | null
  trial: boolean
  /** the approval that was asked for it */
  approval_id: string
  /** why it is to pass although the standard in force refuses it */
  override_reason: string | null
  /** what refused it when it was submitted: those who consent see it, and only this passes */
  override_violations: Json | null
  /** where its words and rules differ, each with the reason of whoever submitted it */
  differences: Json
  submitted_by: string | null
  submitted_roles: string[]
  submitted_at: Timestamp
  /** waiting, published, refused, withdrawn, or overtaken by another version */
  state: string
  decided_at: Timestamp | null
  decided_by: string | null
  /** the version that it became */
  version_id: string | null
}

/** Codes for whoever lost his app, each good for once; deleted when used */
export type RecoveryCodes = {
  person_id: string
  /** sha256 of 80 bits of chance with the id of the person, hex */
  code_hash: string
}

/** Changes of the key that seals: each new one is signed by the one before */
export type SealKeys = {
  public_key: string
  follows: string
  changed_at: Timestamp
  signature: string
}

/** Where each chain stood when it was sealed: an event that is gone or changed no longer fits */
export type SealedCases = {
  number: number
  site_id: number
  case_id: string
  seq: number
  head: string
}

/** Periodic signed seals over the heads of all cases that changed since the one before */
export type Seals = {
  number: number
  sealed_at: Timestamp
  from_position: number
  to_position: number
  cases: number
  /** events sealed so far, this seal included */
  events: number
  /** hash over the list in sealed_cases */
  root: string
  /** hash of the seal before */
  prev: string
  /** whoever verifies believes the key that is pinned outside, not this one */
  public_key: string
  signature: string
}

/** Apps that show codes (RFC 6238) */
export type SecondFactors = {
  person_id: string
  /** the key of the app, encrypted (AES-256-GCM) with a key outside of the database; null before the first code was entered */
  secret: string | null
  /** a key that was shown and not confirmed by a code yet */
  pending: string | null
  enrolled_at: Timestamp | null
  /** the half minute of the last code that was accepted: neither it nor an earlier one is accepted again */
  last_step: number
}

/** Gapless numbers for people, per site, kind and civil day of the site */
export type Serials = {
  site_id: number
  kind: string
  day: string
  last: number
}

/** Tokens with which programs call the API; a revoked or expired one stays, so that it can be said what it was */
export type ServiceTokens = {
  id: string
  /** site of its account case, where it was made */
  site_id: number
  name: string
  /** sha256 of the token, hex; the token itself is shown once */
  token_hash: string
  permissions: string[]
  /** where the permissions hold, each over the whole site */
  sites: number[]
  created_at: Timestamp
  /** null when it was made on the command line */
  created_by: string | null
  expires_at: Timestamp
  revoked_at: Timestamp | null
  revoked_by: string | null
  /** written at most once a minute */
  last_used_at: Timestamp | null
}

/** Signed-in browsers and clients */
export type Sessions = {
  id: string
  /** sha256 of the token, hex; the token itself is only with the client. A new one at a change of password and of the second factor */
  token_hash: string
  person_id: string
  /** which client opened it: screen, field, api */
  client: string
  /** browser and system in words, for the list that its owner sees */
  device: string | null
  opened_at: Timestamp
  /** written at most once a minute */
  last_seen_at: Timestamp
  /** how it was opened: password, provider */
  method: string
  /** the password was right, the code of the second factor is missing */
  awaits_code: boolean
  /** when its person last showed that it is he: signed in, or confirmed a sensitive act */
  confirmed_at: Timestamp
  revoked_at: Timestamp | null
}

/** Wrong passwords and codes in a row, kept for unknown staff numbers too, so that a delay tells nobody which ones exist */
export type SignInTries = {
  /** sha256 of what is counted: a staff number, an address, both together, or a person on a device that is known */
  key_hash: string
  /** sha256 of the staff number in small letters; null when an address alone is counted */
  account_hash: string | null
  failed: number
  /** the next try is looked at from this instant on */
  next_at: Timestamp | null
  /** when these wrong tries were last put into the ledger; many of them are one event */
  recorded_at: Timestamp | null
  last_at: Timestamp
}

/** Places that serve; id 0 is reserved for what belongs to none */
export type Sites = {
  id: number
  unit_id: string
  /** short, for numbers and lists; never changes */
  code: string
  name: string
  kind: string
  /** IANA name; never changes, because days of numbers and calendars hang on it */
  zone: string
  /** dispatch forms show names and numbers in their words masked */
  masked_forms: boolean
  /** completes local telephone numbers, with its leading 0; empty: nothing is completed */
  area_code: Generated<string>
  /** whoever holds one of these roles here signs in with a second factor */
  second_factor_roles: Generated<string[]>
  /** before a sensitive act whoever confirmed who he is longer ago confirms it again */
  step_up_minutes: Generated<number>
  changed_at: Timestamp
  changed_by: string | null
  version: number
}

/** The one draft of a site that people work on */
export type StandardDrafts = {
  site_id: number
  source: string
  version: number
  saved_at: Timestamp
  saved_by: string | null
}

/** Published standards; immutable. The highest number of a site is in force for cases that open from then on */
export type StandardVersions = {
  id: string
  site_id: number
  number: number
  title: string
  source: string
  /** sources of the standards that it extends, as they stood then, by name */
  inherited: Json
  /** versions of the calendars that its rules name, as they stood then, by name */
  calendars: Json
  /** record only: measures, but blocks and alarms nobody */
  trial: boolean
  published_at: Timestamp
  published_by: string | null
  note: string | null
}

/** Committed happenings in one order without gaps; screens, seals and rollups read positions */
export type Stream = {
  position: number
  site_id: number
  type: string
  refs: Json
  persons: string[] | null
  hash: string | null
  /** of the subject and of its root: kind, people, department; who may see the entry is decided by them */
  owners: Json
  moved_at: Timestamp
}

export type StreamHead = {
  one: Generated<boolean>
  position: number
}

/** What search sees of a ticket: its number; title, description, address, category, premises code; the telephone line. Who the customer, the department and the handler are is asked where they are kept */
export type TicketSearch = {
  site_id: number
  ticket_id: string
  /** the number by itself: everybody who registers waits for it, and the words are hundreds of tokens; the line by itself: parts of it find only for whoever may see whole numbers */
  part: string
  registered_at: Timestamp
  /** one width, one case, no spaces; decides what really is a hit */
  text: string
  /** each character of text with the one behind it, after the number of the site, so that a search reads the entries of its own site only; a single character is the beginning of a pair */
  tokens: string
}

/** One row per ticket; a case may have several */
export type Tickets = {
  site_id: number
  id: string
  case_id: string
  /** contact that it grew from */
  contact_id: string
  /** for people: kind, civil day of the site, gapless serial */
  number: string
  kind: string
  category: string
  field: string
  urgency: string
  status: string
  waiting_for: string
  title: string
  description: string | null
  address: string | null
  /** answers to the three questions about a fault, and which were declined */
  fault: Json | null
  customer_id: string | null
  department_id: string | null
  /** who took it first; stays answerable until it is closed */
  front_owner_id: string
  /** who works on it now; null until a department took it on */
  handler_id: string | null
  /** when the contact came in, before anything was typed */
  received_at: Timestamp
  registered_at: Timestamp
  notified_at: Timestamp | null
  /** when the department that has it now took it on */
  accepted_at: Timestamp | null
  /** start of the wait that goes on now */
  waiting_since: Timestamp | null
  closed_at: Timestamp | null
  /** the time that was promised last */
  promised_at: Timestamp | null
  /** how often the handler changed by transfer */
  transfers: number
  transfer_summary: string | null
  result: string | null
  reopened: number
  version: number
  changed_at: Timestamp
  changed_by: string | null
}

/** Each unit with all units at and below it */
export type UnitTree = {
  root_id: string | null
  unit_id: string | null
}

/** The organisation tree */
export type Units = {
  id: string
  parent_id: string | null
  name: string
  version: number
}

/** Subjects whose verdict would differ: the first of each rule, so many that a person may look through them */
export type WhatIfChanges = {
  site_id: number
  run_id: string
  rule_id: string
  n: number
  case_id: string
  subject_kind: string
  subject_id: string
  root_kind: string
  root_id: string
  period: number
  verdict_before: string | null
  verdict_after: string | null
  due_before: Timestamp | null
  due_after: Timestamp | null
  department_before: string | null
  department_after: string | null
}

/** Past days replayed under a draft: how far it is, and what came of it; forgotten after a month */
export type WhatIfRuns = {
  site_id: number
  id: string
  created_by: string
  created_at: Timestamp
  title: string
  source: string
  publication_id: string | null
  /** version in force that it is weighed against; null where the site had none */
  base_id: string | null
  from_at: Timestamp
  until_at: Timestamp
  /** waiting, running, done, cancelled */
  state: string
  /** cases that opened in the period */
  total: number
  done: number
  events: number
  changed: number
  /** with cursor_case: the last case that was replayed, by the instant at which it opened */
  cursor_at: Timestamp | null
  cursor_case: string | null
  /** per rule: figures under both, what it costs those who wait, how many verdicts change */
  rules: Json
  finished_at: Timestamp | null
}

export type DB = {
  accepted_differences: AcceptedDifferences
  account_requests: AccountRequests
  approval_answers: ApprovalAnswers
  approval_delegations: ApprovalDelegations
  approval_steps: ApprovalSteps
  approvals: Approvals
  calendars: Calendars
  callbacks: Callbacks
  cases: Cases
  clocks: Clocks
  contacts: Contacts
  customer_premises: CustomerPremises
  customers: Customers
  department_members: DepartmentMembers
  departments: Departments
  event_values: EventValues
  events: Events
  findings: Findings
  follow_ups: FollowUps
  forms: Forms
  grant_sites: GrantSites
  grants: Grants
  idempotency: Idempotency
  intake_drafts: IntakeDrafts
  jobs: Jobs
  known_devices: KnownDevices
  notices: Notices
  notifications: Notifications
  outbox: Outbox
  persons: Persons
  phone_salt: PhoneSalt
  premises: Premises
  promises: Promises
  publications: Publications
  recovery_codes: RecoveryCodes
  seal_keys: SealKeys
  sealed_cases: SealedCases
  seals: Seals
  second_factors: SecondFactors
  serials: Serials
  service_tokens: ServiceTokens
  sessions: Sessions
  sign_in_tries: SignInTries
  sites: Sites
  standard_drafts: StandardDrafts
  standard_versions: StandardVersions
  stream: Stream
  stream_head: StreamHead
  ticket_search: TicketSearch
  tickets: Tickets
  unit_tree: UnitTree
  units: Units
  what_if_changes: WhatIfChanges
  what_if_runs: WhatIfRuns
}
