exports = function(day) {
  return context.services.get('mongodb-atlas').db('ferry').collection('tours').find({ day }).toArray();
};
