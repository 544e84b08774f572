import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

export type BackupArguments = { file: string; passphraseFile: string | null }

/** Gives what is wrong in a sentence. */
export function readBackupArguments(argv: string[]): BackupArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { 'passphrase-file': { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (!file || more.length > 0) return '请给出一个文件。'
    return { file, passphraseFile: values['passphrase-file'] ?? null }
  } catch (error) {
    return (error as Error).message
  }
}

/** The first line of the file. */
export function passphraseOf({ passphraseFile }: BackupArguments): string | null {
  if (passphraseFile === null) return null
  const passphrase = readFileSync(passphraseFile, 'utf8').split(/\r?\n/, 1)[0]!.trim()
  if (passphrase.length < 12) throw new Error(`${passphraseFile} 第一行的口令太短，至少 12 个字符。`)
  return passphrase
}
