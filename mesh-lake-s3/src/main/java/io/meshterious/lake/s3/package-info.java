// SPDX-License-Identifier: Apache-2.0
/** Files of a lake in S3: what has to be said to reach a bucket. */
@NullMarked
package io.meshterious.lake.s3;

import org.jspecify.annotations.NullMarked;
