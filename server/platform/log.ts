/** The log of the process: JSON lines that tell what went wrong and nothing of what people wrote. */
import type { DatabaseError } from 'pg'
import { type DestinationStream, type Logger, pino } from 'pino'

export function openLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
    serializers: { err: loggedError },
  }
  return to ? pino(options, to) : pino(options)
}

/** Which error it is and where it came from. What the database says of the values that it refused stays out: it quotes names and numbers. */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { cause } = error
  const fromDatabase = isDatabaseError(error)
  return {
    type: error.constructor.name,
    message: messageOf(error),
    stack: framesOf(error),
    ...(fromDatabase ? said(error) : { code: (error as { code?: unknown }).code }),
    ...(cause === undefined ? {} : { cause: loggedError(cause) }),
  }
}

/** The message of an error as it may be kept: of one of the database without what it quotes. */
export const messageOf = (error: unknown): string =>
  isDatabaseError(error) ? withoutValues(error.message) : error instanceof Error ? error.message : typeof error

/** Not by its class: another copy of the driver has another. */
const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'severity' in error && 'routine' in error

/** Names of our own tables and constraints are kept beside the message; what is quoted in it may be a value. */
const withoutValues = (message: string): string => message.replace(/"[^"]*"?/g, '"…"').replace(/\d{4,}/g, '…')

/** Never `detail`, `where`, `hint` and `internalQuery`, which repeat values. */
function said({ code, severity, schema, table, column, dataType, constraint, routine }: DatabaseError): Record<string, unknown> {
  return { code, severity, schema, table, column, dataType, constraint, routine }
}

/** Without the message, which the engine puts before the frames. */
const framesOf = ({ stack }: Error): string | undefined =>
  stack
    ?.split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
