/** An id as every column and chain has it: another spelling would be hashed as another id. Also read by the database. */
export const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const pattern = new RegExp(uuidPattern)
export const isUuid = (text: string): boolean => pattern.test(text)
