/** One line of the table: a figure of ours beside one that was measured in the same run. */
export interface Row {
  readonly what: string
  /** What it was measured beside; null for a figure that stands alone. */
  readonly beside: string | null
  readonly unit: string
  readonly ours: number
  readonly theirs: number | null
  /** Ours to theirs; median of the rounds. */
  readonly ratio: number | null
  /** Of each round, in order; for a figure that stands alone, the figures themselves. */
  readonly rounds: readonly number[]
  readonly target: Target
  /** What else one must know to read it. */
  readonly note?: string
}

/** What the design asks for: of the ratio or of our own figure. */
export interface Target {
  readonly of: 'ratio' | 'ours'
  readonly atMost?: number
  readonly atLeast?: number
}

/** A sentence in place of rows: what is missing on this machine. */
export type NotHere = string

export type Measure = () => Promise<readonly Row[] | NotHere>

export type Pair = readonly [ours: number, theirs: number]

/** Medians of rounds that took turns; the ratio is the median of the rounds' ratios, not the ratio of the medians. */
export function compare(
  pairs: readonly Pair[],
): Record<'ours' | 'theirs' | 'ratio', number> & Pick<Row, 'rounds'> {
  const rounds = pairs.map(([ours, theirs]) => ours / theirs)
  return {
    ours: median(pairs.map(([ours]) => ours)),
    theirs: median(pairs.map(([, theirs]) => theirs)),
    ratio: median(rounds),
    rounds,
  }
}

/** A figure without a reference, such as seconds until the first picture. */
export function alone(
  figures: readonly number[],
): Pick<Row, 'beside' | 'ours' | 'theirs' | 'ratio' | 'rounds'> {
  return { beside: null, ours: median(figures), theirs: null, ratio: null, rounds: figures }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}

/** The figure that so great a part of them does not exceed. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Both sides in turns; who goes first changes, so that neither always finds the machine warm. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await ours()
      pairs.push([first, await theirs()])
    } else {
      const first = await theirs()
      pairs.push([await ours(), first])
    }
  }
  return pairs
}

export function isMet({ ours, ratio, target: { of, atMost, atLeast } }: Row): boolean {
  const figure = of === 'ratio' ? (ratio ?? Number.NaN) : ours
  return atMost === undefined ? figure >= (atLeast ?? Number.NaN) : figure <= atMost
}
