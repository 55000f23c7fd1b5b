import Link from 'next/link'
import { Icon } from '#components/ui/icon.tsx'
import { LanguageSwitch } from '#components/ui/language-switch.tsx'
import { paths } from '#lib/edge/paths.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { Wordmark } from './wordmark.tsx'

type Props = {
  locale: Locale
  /** The page's own address, for the language switch. */
  path: string
  cartCount: number
  signedIn: boolean
  /** Studio and cooperative, for those who work there. */
  staff: boolean
  words: Record<
    | 'name'
    | 'home'
    | 'search'
    | 'searchHint'
    | 'cartCount'
    | 'signIn'
    | 'account'
    | 'studio'
    | 'coop'
    | 'language',
    string
  >
}

/** The stall's awning: home, search, language, account, basket. Plain links and a GET form. */
export function Header({ locale, path, cartCount, signedIn, staff, words }: Props) {
  const item = 'flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-md px-2 hover:bg-sunken'
  return (
    <header className="no-print sticky top-0 z-20 border-line border-b bg-paper/95 backdrop-blur-sm">
      <div className="page flex min-h-16 flex-wrap items-center gap-x-2 gap-y-0 lg:flex-nowrap lg:gap-x-4">
        <Link
          prefetch={false}
          href={paths.home(locale)}
          aria-label={`${words.name}: ${words.home}`}
          className="mr-auto rounded-md lg:mr-0"
        >
          <Wordmark name={words.name} />
        </Link>
        <search className="order-last w-full pb-3 lg:order-none lg:mx-auto lg:max-w-md lg:pb-0">
          <form
            action={paths.search(locale)}
            className="flex items-center rounded-full border border-edge bg-raised"
          >
            <label htmlFor="q" className="sr-only">
              {words.searchHint}
            </label>
            <input
              id="q"
              name="q"
              type="search"
              maxLength={80}
              placeholder={words.searchHint}
              className="min-h-12 w-full rounded-full bg-transparent pl-4 placeholder:text-faint"
            />
            <button
              type="submit"
              aria-label={words.search}
              className="grid size-12 shrink-0 place-items-center rounded-full"
            >
              <Icon name="search" />
            </button>
          </form>
        </search>
        <nav className="flex items-center" aria-label={words.name}>
          {staff && (
            <>
              <Link prefetch={false} href={paths.studio(locale)} className={`${item} hidden text-sm lg:flex`}>
                {words.studio}
              </Link>
              <Link prefetch={false} href={paths.coop(locale)} className={`${item} hidden text-sm lg:flex`}>
                {words.coop}
              </Link>
            </>
          )}
          <LanguageSwitch label={words.language} current={locale} path={path} />
          <Link
            prefetch={false}
            href={signedIn ? paths.account(locale) : paths.signIn(locale, path)}
            className={item}
          >
            <Icon name="person" />
            <span className="sr-only text-sm lg:not-sr-only">{signedIn ? words.account : words.signIn}</span>
          </Link>
          <Link
            prefetch={false}
            href={paths.cart(locale)}
            className={`${item} relative`}
            aria-label={words.cartCount}
          >
            <Icon name="basket" />
            {cartCount > 0 && (
              <span
                aria-hidden="true"
                className="tabular absolute top-1 right-0 grid min-w-5 place-items-center rounded-full bg-leaf px-1 font-bold text-white text-xs leading-5"
              >
                {cartCount > 99 ? '99+' : cartCount}
              </span>
            )}
          </Link>
        </nav>
      </div>
    </header>
  )
}
