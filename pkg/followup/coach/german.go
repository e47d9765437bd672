package coach

var german = english
