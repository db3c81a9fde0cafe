// Wagtail's calendar puts the present day in the place of what it cannot read: the server says what is wrong instead.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
