import type { ComponentProps, ReactNode } from 'react'

/** 24 px line icons, drawn for this house. */
const SHAPES = {
  basket: (
    <>
      <path d="M4 10h16l-1.6 8.2a2 2 0 0 1-2 1.8H7.6a2 2 0 0 1-2-1.8L4 10Z" />
      <path d="m8 10 3-6M16 10l-3-6M10 14v2.5M14 14v2.5" />
    </>
  ),
  bell: <path d="M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4" />,
  captions: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <path d="M7 15h6M15.5 15H17M7 11.5h2M11.5 11.5H17" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.5L19 7.5" strokeWidth="2.25" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5.5l3.5 2" />
    </>
  ),
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
      <circle cx="12" cy="12" r="2.75" />
    </>
  ),
  full: <path d="M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5" />,
  globe: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M3.5 12h17M12 3.5c2.6 2.5 3.8 5.3 3.8 8.5s-1.2 6-3.8 8.5c-2.6-2.5-3.8-5.3-3.8-8.5s1.2-6 3.8-8.5Z" />
    </>
  ),
  leaf: <path d="M5 19C5 9 11 5 20 4.5 20 13 16 19 8.5 18.5M5 19l7-7" />,
  muted: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM16 9.5l5 5M21 9.5l-5 5" />,
  pause: <path d="M9 6v12M15 6v12" strokeWidth="2.5" />,
  person: (
    <>
      <circle cx="12" cy="8" r="3.75" />
      <path d="M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5" />
    </>
  ),
  pin: <path d="M14 4l6 6-3 1-3.5 3.5.5 4L9.5 14 4 20m5.5-6L5 9.5l4 .5 3.5-3.5L14 4Z" />,
  play: <path d="M8 5.5v13l10.5-6.5L8 5.5Z" fill="currentColor" />,
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m20 20-4.2-4.2" />
    </>
  ),
  send: <path d="m4 12 16-7-5.5 15-3-6.5L4 12Zm7.5 1.5L20 5" />,
  sound: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />,
  window: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <rect x="12" y="11.5" width="6" height="5" rx="1" fill="currentColor" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof SHAPES

/** Always beside words or under an aria-label, so hidden itself. */
export function Icon({ name, ...rest }: ComponentProps<'svg'> & { name: IconName }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...rest}
    >
      {SHAPES[name]}
    </svg>
  )
}
