/** What a command may touch of the outside; `process` is one. */
export interface Io {
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
  env: Record<string, string | undefined>
}

/** Gives the exit code: 0 all well, 1 problems were found, 2 wrong usage. */
export type Command = (argv: string[], io: Io) => Promise<number>
