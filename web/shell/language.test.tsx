import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserLanguage, chooseForBrowser, showLanguage } from '../app/language.ts'
import { LookProvider } from '../app/look.tsx'
import { reply } from '../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../testing/screen.tsx'
import { Shell } from './shell.tsx'

const stream = class {
  addEventListener() {}
  close() {}
}
beforeEach(() => vi.stubGlobal('EventSource', stream))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
  showLanguage('zh')
})

const browserOf = (...languages: string[]) =>
  Object.defineProperty(navigator, 'languages', { value: languages, configurable: true })

function draw(language: 'zh' | 'en' | null) {
  const me = { ...personWith(['tickets:read', 'notifications:read', 'contacts:receive']), language }
  const asked = serve(
    reply(people.me, me),
    reply(people.changeMyLanguage, { done: true }),
    reply(tickets.counts, {}),
    reply(notifications.list, {}),
  )
  const Screen = () => (
    <LookProvider>
      <Shell />
    </LookProvider>
  )
  drawAt('/account', '/account', Screen, me)
  return asked
}

describe('the language of the screens', () => {
  it('is the one that the person chose, whatever the browser speaks; the page says so', async () => {
    draw('en')
    expect(await screen.findByRole('link', { name: 'Desk' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    expect(document.title).toBe('Sansheng')
  })

  it('is that of the browser for whoever never chose', async () => {
    draw(null)
    expect(await screen.findByRole('link', { name: '座席' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('zh-CN')
    expect(document.title).toBe('三声')
  })

  it('changes at once in the menu of the person, and the server is told', async () => {
    const asked = draw('zh')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /顾明远/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'English' }))
    expect(await screen.findByRole('link', { name: 'Desk' })).toBeTruthy()
    await waitFor(() =>
      expect(sentOf(asked).map(({ path, body }) => [path, body])).toEqual([['/people/me/language', { language: 'en' }]]),
    )
  })
})

describe('before anybody is known', () => {
  afterEach(() => browserOf('zh-CN'))
  it.each([
    [['en-GB', 'zh-CN'], 'en'],
    [['zh-TW', 'en'], 'zh'],
    [['fr-FR', 'en-US'], 'en'],
    [['fr-FR'], 'zh'],
  ])('a browser of %j is shown %s', (languages, shown) => {
    browserOf(...languages)
    expect(browserLanguage()).toBe(shown)
  })

  it('a choice at the sign-in stays with the browser', () => {
    chooseForBrowser('en')
    expect(browserLanguage()).toBe('en')
  })
})
