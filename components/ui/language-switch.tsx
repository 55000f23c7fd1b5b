import { Icon } from './icon.tsx'

const NAMES = { zh: '中文', en: 'English', fr: 'Français' } as const

type Props = {
  label: string
  current: keyof typeof NAMES /** The page's own address, with its locale. */
  path: string
}

/** The same page in another language; plain links, so it works without JavaScript. */
export function LanguageSwitch({ label, current, path }: Props) {
  const rest = path.replace(/^\/[a-z]{2}(?=\/|\?|$)/, '')
  return (
    <details className="relative" name="header-menu">
      <summary
        className="flex min-h-12 items-center gap-2 rounded-md px-2 hover:bg-sunken"
        aria-label={`${label}: ${NAMES[current]}`}
      >
        <Icon name="globe" />
        <span className="hidden text-sm lg:inline">{NAMES[current]}</span>
      </summary>
      <ul className="absolute right-0 z-30 mt-1 w-40 rounded-md border border-line bg-raised p-1">
        {Object.entries(NAMES).map(([locale, name]) => (
          <li key={locale}>
            {/* A whole load: the page's language is set on the document itself. */}
            <a
              href={`/${locale}${rest}`}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? 'true' : undefined}
              className="flex min-h-12 items-center rounded-sm px-3 hover:bg-sunken aria-[current]:font-semibold"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
