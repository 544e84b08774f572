const separators = /[,，、;；\s]+/
/** What a person types for a day, as the wire wants it: `8:30-12:00，13:30～17:30` → two spans with four figures each. */
export function spansOf(text: string): string[] {
  return text
    .trim()
    .replace(/\s*[–—~～至]\s*/g, '-')
    .replace(/：/g, ':')
    .split(separators)
    .filter(Boolean)
    .map(span => span.replace(/^(\d):/, '0$1:').replace(/-(\d):/, '-0$1:'))
}
