package coach

var spanish = english
