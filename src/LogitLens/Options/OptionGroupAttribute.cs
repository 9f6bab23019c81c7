namespace LogitLens.Options;

/// <summary>
/// Makes a record a group of options that belong together. A property of such a type adds the group's options to the record it is in,
/// so that commands share them by composition; its initial value gives their defaults there.
/// </summary>
/// <param name="title">The heading over the group in help and reference pages.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptionGroupAttribute(string title) : Attribute
{
    /// <summary>The heading over the group.</summary>
    public string Title { get; } = title;
}
