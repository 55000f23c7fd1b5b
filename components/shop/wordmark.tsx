import { classes } from '#components/ui/classes.ts'

/** A seal with the village's word in it, and the name beside. */
export function Wordmark({ name, night = false }: { name: string; night?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 36 36" width="36" height="36">
        <rect x="1" y="1" width="34" height="34" rx="9" className="fill-leaf" />
        <path
          d="M8 26c4.5-1 7-4.5 10-9 3 4.5 5.5 8 10 9M18 17V9.5M18 12c-3.5 0-5.5-1.7-6-4.5 3.5 0 5.5 1.7 6 4.5Zm0 0c3.5 0 5.5-1.7 6-4.5-3.5 0-5.5 1.7-6 4.5Z"
          fill="none"
          stroke="#fbf7ef"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={classes('font-bold text-xl tracking-tight', night ? 'text-paper' : 'text-ink')}>
        {name}
      </span>
    </span>
  )
}
