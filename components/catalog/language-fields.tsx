import { classes } from '#components/ui/classes.ts'
import { describedBy, Field, TextArea, TextInput } from '#components/ui/field.tsx'
import type { FormState } from '#components/ui/form-state.ts'
import { LOCALES, type Locale, type Localised } from '#lib/kernel/locale.ts'

const NAMES: Readonly<Record<Locale, string>> = { zh: '中文', en: 'English', fr: 'Français' }

// One class for each language, written out: Tailwind finds them by reading this file.
const TAB: Readonly<Record<Locale, string>> = {
  zh: 'group-has-[.lang-zh:checked]/lang:border-leaf group-has-[.lang-zh:checked]/lang:text-ink group-has-[.lang-zh:focus-visible]/lang:outline-3',
  en: 'group-has-[.lang-en:checked]/lang:border-leaf group-has-[.lang-en:checked]/lang:text-ink group-has-[.lang-en:focus-visible]/lang:outline-3',
  fr: 'group-has-[.lang-fr:checked]/lang:border-leaf group-has-[.lang-fr:checked]/lang:text-ink group-has-[.lang-fr:focus-visible]/lang:outline-3',
}
const PANEL: Readonly<Record<Locale, string>> = {
  zh: 'group-has-[.lang-zh:checked]/lang:flex',
  en: 'group-has-[.lang-en:checked]/lang:flex',
  fr: 'group-has-[.lang-fr:checked]/lang:flex',
}

export interface LanguageField {
  /** The input's name is `${name}.zh`, and so on. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly max: number
  /** Rows of a text; left out, it is one line. */
  readonly rows?: number
  readonly value?: Localised
}

type Props = {
  /** Keeps the ids of several forms on one page apart. */
  id: string
  legend: string
  /** The reader's own language, which is open first. */
  locale: Locale
  fields: readonly LanguageField[]
  state: FormState
  fieldWrong: string
  /** Tabs on a wide screen too. */
  narrow?: boolean
}

/**
 * The same fields in three languages: side by side where there is room, else one at a time under tabs. The tabs are
 * radio buttons that belong to no form, so they work without JavaScript, by arrow keys, and are never sent.
 */
export function LanguageFields({ id, legend, locale, fields, state, fieldWrong, narrow = false }: Props) {
  const refused = state && !state.done ? state : null
  const isWrong = (name: string, language: Locale) =>
    refused?.wrong.some((wrong) => wrong === `${name}.${language}` || (wrong === name && language === locale))
  return (
    <fieldset className="group/lang">
      <legend className="sr-only">{legend}</legend>
      {LOCALES.map((language) => (
        <input
          key={language}
          type="radio"
          form="-"
          name={`${id}-language`}
          id={`${id}-${language}`}
          defaultChecked={language === locale}
          className={classes(`lang-${language} sr-only`, !narrow && 'lg:hidden')}
        />
      ))}
      <div className={classes('mb-4 flex border-line border-b', !narrow && 'lg:hidden')}>
        {LOCALES.map((language) => (
          <label
            key={language}
            htmlFor={`${id}-${language}`}
            lang={language}
            className={classes(
              'flex min-h-12 cursor-pointer items-center border-transparent border-b-3 px-4 font-medium text-soft outline-leaf',
              TAB[language],
            )}
          >
            {NAMES[language]}
            {fields.some(({ name }) => isWrong(name, language)) && (
              <span aria-hidden="true" className="ml-1.5 size-2 rounded-full bg-persimmon-deep" />
            )}
          </label>
        ))}
      </div>
      <div className={classes('grid gap-5', !narrow && 'lg:grid-cols-3')}>
        {LOCALES.map((language) => (
          <div
            key={language}
            lang={language}
            className={classes('hidden flex-col gap-4', !narrow && 'lg:flex', PANEL[language])}
          >
            <p className={classes('hidden font-semibold text-soft text-sm', !narrow && 'lg:block')}>
              {NAMES[language]}
            </p>
            {fields.map(({ name, label, hint, max, rows, value }) => {
              const own = `${id}-${name}-${language}`
              const error = isWrong(name, language) ? fieldWrong : null
              const given = {
                id: own,
                name: `${name}.${language}`,
                maxLength: max,
                defaultValue: refused?.typed[`${name}.${language}`] ?? value?.[language],
                ...describedBy(own, { hint, error }),
              }
              return (
                <Field
                  key={name}
                  id={own}
                  label={
                    <>
                      {label}
                      <span className="sr-only">, {NAMES[language]}</span>
                    </>
                  }
                  hint={hint}
                  error={error}
                >
                  {rows ? <TextArea rows={rows} {...given} /> : <TextInput {...given} />}
                </Field>
              )
            })}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
