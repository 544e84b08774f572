/** Chance that can be repeated: the same seed gives the same day. */
export type Chance = {
  /** At least 0 and less than 1. */
  draw(): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  weighed<T extends { weight: number }>(list: readonly T[]): T
}

/** sfc32, seeded by the first 16 bytes. */
export function chanceOf(seed: Uint8Array): Chance {
  const view = new DataView(seed.buffer, seed.byteOffset, 16)
  let [a, b, c, count] = [0, 4, 8, 12].map(at => view.getUint32(at)) as [number, number, number, number]
  const draw = () => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let n = 0; n < 12; n++) draw()
  return {
    draw,
    between: (from, to) => from + Math.floor(draw() * (to - from + 1)),
    pick: list => list[Math.floor(draw() * list.length)]!,
    weighed(list) {
      let left = draw() * list.reduce((sum, one) => sum + one.weight, 0)
      for (const one of list) {
        left -= one.weight
        if (left < 0) return one
      }
      return list.at(-1)!
    },
  }
}
