import { repository } from '../../../src/recordings/storage/repository/index.ts';
import { itStores } from './contract.ts';
import { context, folderWith } from './folder.ts';

// Untracked ones in the working directory, and tracked ones where there is none.
itStores({
  storage: repository,
  async put(files) {
    return { at: (pattern) => pattern, context: { ...context(), directory: folderWith(files) } };
  },
});
itStores({
  storage: repository,
  async put(files) {
    return { at: (pattern) => pattern, context: context(Object.keys(files), folderWith(files)) };
  },
});
