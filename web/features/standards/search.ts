/** What the address of the standard says; the hash is the anchor of the chosen clause. */
export type StandardSearch = {
  rule?: string
  verdict?: string
  edit?: boolean
  version?: string
  period?: string
}
