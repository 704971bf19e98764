// Entry point of the private second look, loaded when somebody asks for it (see ../second-look-button.tsx).

import { lookAt } from "./look";

window.PowerStruggleSecondLook ??= lookAt;
