/** Edges as dashed lines: sigma's rectangle with gaps cut into it along its length. */
export function dashedProgram(Sigma) {
  return class extends Sigma.rendering.EdgeRectangleProgram {
    getDefinition() {
      const plain = super.getDefinition();
      return {
        ...plain,
        VERTEX_SHADER_SOURCE: plain.VERTEX_SHADER_SOURCE
          .replace('varying vec4 v_color;', 'varying vec4 v_color;\nvarying float v_along;')
          .replace('v_color.a *= bias;', 'v_color.a *= bias;\n  v_along = a_positionCoef * distance(a_positionStart, a_positionEnd) / (2.0 * u_correctionRatio); // in pixels'),
        FRAGMENT_SHADER_SOURCE: plain.FRAGMENT_SHADER_SOURCE
          .replace('precision mediump float;', 'precision highp float;')
          .replace('varying vec4 v_color;', 'varying vec4 v_color;\nvarying float v_along;')
          .replace('gl_FragColor = mix(v_color, transparent, t);', 'gl_FragColor = mix(v_color, transparent, max(t, step(6.0, mod(v_along, 10.0))));'),
      };
    }
  };
}
