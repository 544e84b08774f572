/**
 * What whoever owns the database may change without `verify` finding it, and why. A table or column that the ledger does not vouch for stands
 * here or a test fails; `docs/proof.md` prints the list.
 */
export const notProved: Readonly<Record<string, string>> = {
  'clocks.lease_until': 'which worker holds a clock just now; empty a few seconds later',
  accepted_differences:
    'where words and rules of a version differ, to be shown; rules and reasons are in the event of its publication',
  account_requests: 'grants and passwords that wait for a second person; asked, given and used by events',
  approvals: 'where an approval stands; who asked, gave and refused are events',
  approval_answers: 'what those who were asked said; each answer is an event',
  approval_delegations: 'who gave his say to whom; each delegation is an event',
  approval_steps: 'where each step stands; made again from the answers',
  customer_premises: 'who lives where: master data that people correct, no testimony',
  customers:
    'master data that people correct; what was said of a customer in a case is in its events, and so is who was merged with whom and why',
  department_members: 'who works where today; who acted stands in each event',
  departments: 'the organisation as it is today',
  grants: 'who may what today; each change is an event of the account',
  idempotency: 'replies of the last day, so that a request that is sent twice does a thing once',
  intake_drafts: 'what somebody has typed and not recorded yet; gone with the record',
  jobs: 'later work that waits',
  known_devices: 'from where somebody signed in before',
  migrations: 'which version of the schema is there',
  notices: 'what a notice says now; that it was received, published and ended are events',
  notifications: 'the bell: what was shown to whom, no testimony',
  outbox: 'what has not been put in order yet',
  persons: 'accounts as they are today; each change is an event of the account',
  phone_salt: 'lets numbers be looked up; changed, nothing is found any more',
  premises: 'master data that people correct',
  publications: 'texts on their way to be published; the published one is proved',
  serials: 'the next number for people; gaps and doubles show in the tickets, which are proved',
  service_tokens: 'tokens of programs; made and revoked by events',
  sessions: 'who is signed in now; opened and closed by events',
  sign_in_tries: 'wrong passwords in a row',
  sites: 'the organisation as it is today',
  standard_drafts: 'the draft that people work on; the published one is proved',
  stream: 'what screens heard, kept for some days; made from events',
  stream_head: 'how far the stream is',
  ticket_search: 'what search sees; made again from the tickets',
  units: 'the organisation as it is today',
  what_if_changes: 'what-if: made up by the question',
  what_if_runs: 'what-if: made up by the question',
}
