import { pathToFileURL } from 'node:url';
import { file } from '../../../src/recordings/storage/file/index.ts';
import { itStores } from './contract.ts';
import { context, folderWith } from './folder.ts';

itStores({
  storage: file,
  async put(files) {
    const folder = folderWith(files);
    return { at: (pattern) => `${pathToFileURL(folder).href}/${pattern}`, context: context() };
  },
});
