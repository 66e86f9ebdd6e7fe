// SPDX-License-Identifier: Apache-2.0
/** What pipelines did with events that had faults, against what is true about these. */
@NullMarked
package io.meshterious.examples.score;

import org.jspecify.annotations.NullMarked;
