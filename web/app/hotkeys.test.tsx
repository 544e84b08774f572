import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useHotkeys } from './hotkeys.ts'

let fired: string[]
beforeEach(() => {
  fired = []
})
afterEach(cleanup)
function Screen() {
  useHotkeys({
    g: () => fired.push('g'),
    F4: () => fired.push('F4'),
    'Ctrl+Enter': () => fired.push('Ctrl+Enter'),
    'Alt+1': () => fired.push('Alt+1'),
  })
  return <textarea aria-label="跟进" />
}

it('a plain key acts on the page but never while somebody types', async () => {
  render(<Screen />)
  await userEvent.keyboard('g')
  await userEvent.type(screen.getByRole('textbox'), 'gg')
  expect(fired).toEqual(['g'])
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('gg')
})

it('Ctrl, Alt and F keys act while somebody types', async () => {
  render(<Screen />)
  await userEvent.click(screen.getByRole('textbox'))
  await userEvent.keyboard('{F4}{Control>}{Enter}{/Control}{Alt>}1{/Alt}')
  expect(fired).toEqual(['F4', 'Ctrl+Enter', 'Alt+1'])
})

it('a key that composes a Chinese word belongs to the word', () => {
  render(<Screen />)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F4', isComposing: true }))
  expect(fired).toEqual([])
})

it('is gone with its screen', async () => {
  render(<Screen />).unmount()
  await userEvent.keyboard('g')
  expect(fired).toEqual([])
})
