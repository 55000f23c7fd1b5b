/** A line as it stands in a log file: JSON as it came, anything else wrapped so that every line can be read the same way. */
export function asJsonLine(process: string, line: string, now: () => Date = () => new Date()): string {
  return levelOf(line) === undefined
    ? JSON.stringify({ level: 'info', time: now().toISOString(), process, msg: line })
    : line
}

/** What the operator should see at once, in a few words; undefined for the rest. */
export function alarmIn(line: string): string | undefined {
  const level = levelOf(line)
  if (level !== 'error' && level !== 'fatal') return undefined
  const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } }
  return msg || err?.message
}

function levelOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const { level } = JSON.parse(line) as { level?: unknown }
    return typeof level === 'string' ? level : undefined
  } catch {
    return undefined
  }
}
