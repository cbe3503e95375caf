exports = (sacks) => sacks * 2;
