import { Icon } from "../../parts/icon.tsx";

export interface Place {
  readonly latitude: string | number;
  readonly longitude: string | number;
  readonly name?: string;
  readonly address?: string;
  readonly url?: string;
}

/** A location, without a map: the page loads nothing from elsewhere. */
export function PlaceView({ latitude, longitude, name, address }: Place) {
  return (
    <div class="card place">
      <Icon name="location" />
      <div>
        <strong>{name ?? "Location"}</strong>
        {address !== undefined && <p>{address}</p>}
        <p class="quiet">
          {latitude}, {longitude}
        </p>
      </div>
    </div>
  );
}
