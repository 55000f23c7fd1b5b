'use client'
import { useEffect, useState } from 'react'

type Props = {
  /** ISO time of the beginning. */
  to: string
  /** With `{days}`, `{hours}`, `{minutes}`, `{seconds}`; the first whose largest part is not zero is shown. */
  words: { days: string; hours: string; minutes: string; soon: string }
}

/** How long until the show begins; every second in the last hour. Drawn by the browser, whose clock it is. */
export function Countdown({ to, words }: Props) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const ticking = setInterval(tick, 1_000)
    return () => clearInterval(ticking)
  }, [])
  if (now === null) return null

  const left = Math.floor((Date.parse(to) - now) / 1000)
  const parts = {
    days: Math.floor(left / 86_400),
    hours: Math.floor(left / 3_600) % 24,
    minutes: Math.floor(left / 60) % 60,
    seconds: left % 60,
  }
  const pattern =
    left <= 0 ? words.soon : parts.days > 0 ? words.days : parts.hours > 0 ? words.hours : words.minutes
  return (
    <p role="timer" className="tabular font-bold text-3xl">
      {pattern.replace(/\{(days|hours|minutes|seconds)\}/g, (_, part: keyof typeof parts) =>
        part === 'seconds' ? String(parts.seconds).padStart(2, '0') : String(parts[part]),
      )}
    </p>
  )
}
