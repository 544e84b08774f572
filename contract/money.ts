/** Money in whole cents, reckoned as decimals: 1.005 yuan are 101 cents, although 1.005 × 100 is less than 100.5 in binary. */

const PLACES = 10
const ONE = 10n ** BigInt(PLACES)

/** So many times an amount in cents, rounded half up; `times` has at most ten decimal places and is not negative. */
export function multiplyCents(times: number, cents: number): number {
  const product = BigInt(times.toFixed(PLACES).replace('.', '')) * BigInt(cents)
  return Number((product * 2n + ONE) / (ONE * 2n))
}

/** Cents of an amount in yuan, rounded half up. */
export const centsOf = (yuan: number): number => multiplyCents(yuan, 100)
