/** What is read apart from the server's own thread: whatever a request may bring that takes long to read. */
import { proposeFrom } from './handbooks/propose-job.ts'
import { checkSource } from './standards/check-job.ts'

export const textJobs = { check: checkSource, propose: proposeFrom }
