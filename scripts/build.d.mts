export function buildParts(names: ('server' | 'web')[], options?: { force?: boolean; lenient?: boolean }): Promise<string[]>
