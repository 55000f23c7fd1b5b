/** What the operator sees: short lines, each a finished thing, a sentence or the one that is under way. */
export type Terminal = {
  /** Runs a step and prints it with a tick and its seconds; a throw goes through unprinted. */
  phase: <T>(title: string, step: (phase: Phase) => Promise<T> | T) => Promise<T>
  /** A sentence of its own. */
  say: (sentence: string) => void
  /** What went wrong, in one sentence. */
  fail: (sentence: string) => void
}

/** The step's own view of its line. */
export type Phase = {
  /** Replaces the title by what came of it. */
  done: (words: string) => void
  /** How far it is; shown only where a line can be written over. */
  progress: (words: string) => void
}

export type Output = { write: (text: string) => unknown; isTTY?: boolean }

export function openTerminal(out: Output, err: Output): Terminal {
  const underWay = new Map<symbol, string>()
  const clear = () => {
    if (out.isTTY) out.write('\r\u001b[K')
  }
  const redraw = () => {
    if (!out.isTTY) return
    clear()
    const words = [...underWay.values()].at(-1)
    if (words) out.write(`  ${words} …`)
  }
  const print = (stream: Output, line: string) => {
    clear()
    stream.write(`${line}\n`)
    redraw()
  }
  return {
    async phase(title, step) {
      const key = Symbol(title)
      const began = performance.now()
      let words = title
      underWay.set(key, title)
      redraw()
      try {
        return await step({
          done: (instead) => {
            words = instead
          },
          progress: (far) => {
            underWay.set(key, `${title}: ${far}`)
            redraw()
          },
        })
      } catch (error) {
        words = ''
        throw error
      } finally {
        underWay.delete(key)
        if (words) print(out, `✓ ${words} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
        else redraw()
      }
    },
    say: (sentence) => print(out, `  ${sentence}`),
    fail: (sentence) => print(err, `✗ ${sentence}`),
  }
}
