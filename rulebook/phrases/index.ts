export { type PhraseMatcher, phraseList, phraseMatcher, phraseMatcherOf } from './phrases.ts'
