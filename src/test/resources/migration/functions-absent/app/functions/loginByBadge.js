exports = () => "badge-1";
