/** The made-up companies, in the order in which they are shown. */
import { generalStory } from './general-story.ts'
import { mallStory } from './mall-story.ts'
import { onlineStory } from './online-story.ts'
import { propertyStory } from './property-story.ts'
import type { SiteStory } from './story.ts'
import { telecomStory } from './telecom-story.ts'
import { waterStory } from './water-story.ts'

export const stories: SiteStory[] = [waterStory, propertyStory, mallStory, telecomStory, generalStory, onlineStory]
