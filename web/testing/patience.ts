/** Screens come in pieces, which a busy machine takes its time to read: what is waited for may come late, and fails only when it does not come. */
import { configure } from '@testing-library/react'

configure({ asyncUtilTimeout: 30_000 })
