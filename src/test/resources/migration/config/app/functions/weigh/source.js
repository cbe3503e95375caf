exports = function() {
  return 42;
};
