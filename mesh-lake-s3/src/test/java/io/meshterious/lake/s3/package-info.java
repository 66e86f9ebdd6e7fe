// SPDX-License-Identifier: Apache-2.0
/** Lakes in a store that speaks S3. */
package io.meshterious.lake.s3;
