/** The thread in which texts that come with a request are read; started by `platform/threads.ts`. */
import { parentPort } from 'node:worker_threads'
import { textJobs } from './modules/text-jobs.ts'

parentPort!.postMessage('ready')
parentPort!.on('message', ({ job, input }: { job: keyof typeof textJobs; input: never }) => {
  try {
    parentPort!.postMessage({ done: textJobs[job](input) })
  } catch (error) {
    parentPort!.postMessage({ failed: (error as Error).stack ?? String(error) })
  }
})
