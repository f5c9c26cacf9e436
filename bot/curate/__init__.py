"""The curators' tools: read the seed files, find what is wrong, compile. They need the extra `curate`."""
