exports = function(times) {
  return times;
};
