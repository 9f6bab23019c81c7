using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What the clean pass has in the layer at which variants branch off.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Examples">The examples' part of it.</param>
/// <param name="Prefix">The shared prefix's part; null without one.</param>
internal sealed record CleanLayer(int Layer, CleanStream Examples, CleanStream? Prefix);

/// <summary>One clean stream in a layer.</summary>
/// <param name="ResidPre">[batch, position, d_model].</param>
/// <param name="Attention">The layer's attention, of the last positions only in the last layer.</param>
/// <param name="ResidMid">[batch, n, d_model] at the same positions as <paramref name="Attention"/>.</param>
internal sealed record CleanStream(Tensor ResidPre, AttentionState Attention, Tensor ResidMid);
