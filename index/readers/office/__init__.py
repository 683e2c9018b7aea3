"""The parts, the text and the metadata of office documents and electronic books."""
