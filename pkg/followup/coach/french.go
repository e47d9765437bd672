package coach

var french = english
